/** Customers that do not exist, with mail domains that cannot exist. */
export type Company = { name: string; domain: string; city: string };

const NAMES_BY_CITY: Record<string, readonly string[]> = {
  London: ["Acme Corp", "Aldermere Logistics", "Brightwick Dental", "Harrowfield Homes"],
  Hamburg: ["Ahrenholt Logistik", "Brackwede Kühlhaus", "Tidewater Cargo", "Ostheide Pharma"],
  Berlin: ["Lindenquell Foods", "Markwardt Elektro", "Spreetal Medien", "Fennwerk Optics"],
  Munich: ["Isarfeld Bau", "Kaltenmoor Brewing", "Oberlind Textil", "Rautenberg Tools"],
  Vienna: ["Donauhof Hotels", "Pellegrin Pharma", "Quastenburg Paper", "Wieselbach Rail"],
  Zurich: ["Alpstein Precision", "Corvanta Watches", "Limmatal Insurance", "Sernfall Dairy"],
  Rotterdam: ["Havenlicht Shipping", "Noordergat Steel", "Polderwind Energy", "Zandhoek Flowers"],
  Antwerp: ["Scheldemond Chemicals", "Diamaro Cutting", "Vlaskamp Textiles"],
  Copenhagen: ["Nyvang Furniture", "Sundkrog Seafood", "Tornhøj Wind"],
  Stockholm: ["Fjärdvik Timber", "Lodestar Sensorik", "Granvik Outdoor"],
  Oslo: ["Brattfoss Hydro", "Skjelnes Salmon", "Varden Marine"],
  Helsinki: ["Kaarnala Forestry", "Revonlahti Design"],
  Gdansk: ["Bursztyn Components", "Wisłoka Transport", "Zielonka Foods"],
  Prague: ["Hradov Castings", "Modřice Glass", "Vltavan Beverages"],
  Lyon: ["Bellecombe Santé", "Fourvette Textiles", "Maison Aubrelle", "Rhodania Plastics"],
  Paris: ["Clairvigne Retail", "Passerive Conseil", "Tolbiac Medical"],
  Milan: ["Bressana Motors", "Fonterossa Caffè", "Navigli Tessuti", "Valmarecchia Foods"],
  Barcelona: ["Cala Morenta Resorts", "Montserra Ceramics", "Puig d'Alba Wines"],
  Lisbon: ["Cortiçal Cork", "Maré Alta Fisheries"],
  Dublin: ["Ballycorrin Dairies", "Liffeyside Software", "Kilmoran Devices"],
  Manchester: ["Cottonbank Apparel", "Irkdale Packaging", "Penhallow Engines"],
  Edinburgh: ["Craigmuir Distillers", "Lothian Vale Insurance"],
  Boston: ["Beaconlea Biotech", "Charlton Wharf Seafood", "Quincy Hollow Robotics"],
  Chicago: ["Lakeshore Millworks", "Prairie Union Grain", "Wexcombe Freight"],
  Denver: ["Front Range Outfitters", "Silverado Peak Solar"],
  Seattle: ["Cascade Hollow Coffee", "Puget Row Marine"],
};

const OVERSEAS = ["Boston", "Chicago", "Denver", "Seattle"];

const COMPANIES: readonly Company[] = Object.entries(NAMES_BY_CITY).flatMap(([city, names]) =>
  names.map((name) => ({ name, domain: domainOf(name), city })),
);

/** No customer of one generated company is one of the other: whose data is whose is plain to see. */
export const NORTHWIND_CUSTOMERS = COMPANIES.filter(({ city }) => !OVERSEAS.includes(city));
export const GLOBEX_CUSTOMERS = COMPANIES.filter(({ city }) => OVERSEAS.includes(city));

function domainOf(name: string): string {
  const plain = name.normalize("NFD").replace(/ł/g, "l").replace(/ø/g, "o").toLowerCase();
  return `${plain.replace(/[^a-z0-9 ]/g, "").replace(/ +/g, "-")}.example`;
}
