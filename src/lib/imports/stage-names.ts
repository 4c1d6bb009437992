import type { Stage } from "#lib/deals/stages.ts";

// Stage names of other tools, spelled as `nameKey` spells them: Salesforce's and HubSpot's standard
// stages as the product maps them for its integrations, Pipedrive's, those of public sample data,
// and what plain tables say in English, German, French, Spanish and Dutch.
//
// "Engaging" is the second and last open stage of the Maven sample data, after "Prospecting": it
// counts as proposal, because the other choice would put all its open deals into one stage.

const list = (names: string): string[] => names.split("|").map((name) => name.trim());

const NAMES: Record<Stage, string[]> = {
  discovery: list(
    `discovery|prospecting|prospect|qualification|qualified|qualifying|qualify|needs analysis|lead
    |lead in|new|new lead|lead qualified|contact made|first contact|initial contact|contacted
    |appointment scheduled|appointmentscheduled|qualified to buy|qualifiedtobuy|demo scheduled
    |meeting scheduled|sql|mql|sal|interest|intro|qualifizierung|qualifiziert|bedarfsanalyse
    |erstkontakt|kontaktaufnahme|termin vereinbart|prospection|qualifie|decouverte
    |analyse des besoins|rendez vous planifie|prospeccion|calificacion|cualificacion|calificado
    |descubrimiento|analisis de necesidades|cita programada|prospectie|kwalificatie
    |gekwalificeerd|behoefteanalyse|afspraak gepland`,
  ),
  proposal: list(
    `proposal|proposal price quote|price quote|value proposition|id decision makers
    |perception analysis|presentation scheduled|presentationscheduled|decision maker bought in
    |decisionmakerboughtin|proposal made|proposal sent|proposal prep|quote|quote sent|quoted
    |offer|offer made|offer sent|engaging|engaged|evaluation|solution|presentation|demo|demo done
    |trial|poc|proof of concept|pricing|angebot|angebot erstellt|angebot versendet|angebot gesendet
    |angebotserstellung|prasentation|nutzenversprechen|entscheider identifiziert|proposition
    |proposition commerciale|proposition envoyee|devis|devis envoye|offre|presentation planifiee
    |propuesta|propuesta enviada|presupuesto|presentacion|oferta|cotizacion|voorstel|offerte
    |offerte verstuurd|presentatie`,
  ),
  negotiation: list(
    `negotiation|negotiations|negotiation review|negotiations started|negotiating|in negotiation
    |contract sent|contractsent|contract|contracting|validation|review|legal|legal review
    |procurement|commit|verbal|verbal agreement|closing|verhandlung|verhandlungen
    |verhandlung uberprufung|in verhandlung|vertrag|vertrag gesendet|vertrag versendet|negociation
    |en negociation|contrat envoye|contrat|negociacion|en negociacion|contrato enviado|contrato
    |onderhandeling|in onderhandeling|contract verstuurd|contract verzonden`,
  ),
  closed_won: list(
    `closed won|closedwon|won|win|deal won|gewonnen|geschlossen gewonnen|abgeschlossen gewonnen
    |abgeschlossen und gewonnen|auftrag erhalten|gagne|gagnee|ferme gagne|cloture gagne
    |cloturee gagnee|ganado|ganada|cerrado ganado|cerrada ganada|cierre ganado|gesloten gewonnen`,
  ),
  closed_lost: list(
    `closed lost|closedlost|lost|loss|deal lost|dead|abandoned|disqualified|cancelled|canceled
    |rejected|declined|verloren|geschlossen verloren|abgeschlossen verloren
    |abgeschlossen und verloren|abgelehnt|perdu|perdue|ferme perdu|cloture perdu|cloturee perdue
    |perdido|perdida|cerrado perdido|cerrada perdida|cierre perdido|gesloten verloren`,
  ),
};

/** Stage by name. The product's own spellings ("closed_won") are among them. */
export const STAGE_BY_NAME = new Map<string, Stage>(
  (Object.entries(NAMES) as [Stage, string[]][]).flatMap(([stage, names]) =>
    names.map((name) => [name, stage] as const),
  ),
);

/** Names of a status that leave the deal open. */
export const OPEN_STATUS_NAMES = new Set(
  list(
    "open|opened|active|in progress|ongoing|pending|offen|aktiv|in bearbeitung|ouvert|ouverte|en cours|abierto|abierta|en curso|en progreso|actief|lopend",
  ),
);
