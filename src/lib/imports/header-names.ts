import type { ActivityField, DealField, StageHistoryField } from "./fields.ts";

// What columns are called in exports of Salesforce (API names and labels), HubSpot, Pipedrive and
// warehouse copies of them, in public sample data, and in plain tables in English, German, French,
// Spanish and Dutch. Spelled as `nameKey` spells them; the best name of a field comes first.

type Names<Field extends string> = Record<Field, readonly string[]>;

const list = (names: string): readonly string[] => names.split("|").map((name) => name.trim());

const DEAL_ID = list(
  "opportunity id|deal id|opp id|dealid|opportunityid|associated deal id|associated deal ids|what id",
);

export const DEAL_NAMES: Names<DealField> = {
  externalId: list(
    `opportunity id|deal id|case safe id|record id|hs object id|opp id|id|external id|externalid|crm id
    |opportunity number|deal number|identifiant|identificador`,
  ),
  name: list(
    `opportunity name|deal name|dealname|deal title|title|name|opportunity|deal|bezeichnung|titel
    |name der opportunity|verkaufschance|dealnaam|nom de l opportunite|nom de la transaction|nom
    |titre|affaire|nombre de la oportunidad|nombre del negocio|nombre|titulo|oportunidad|naam`,
  ),
  company: list(
    `account name|company name|organization name|organisation name|company|organization|organisation
    |associated company|associated company primary|primary company|primary associated company|account
    |customer name|customer|client name|client|accountname|firma|firmenname|unternehmen|unternehmensname
    |kunde|kundenname|nom du compte|compte|entreprise|nom de l entreprise|societe|nombre de la cuenta
    |cuenta|empresa|nombre de la empresa|cliente|accountnaam|bedrijf|bedrijfsnaam|klant|klantnaam`,
  ),
  companyDomain: list(
    `company domain name|company domain|account website|company website|organization website|website
    |domain|domain name|web site|webseite|site web|sitio web|domein`,
  ),
  contactName: list(
    `contact name|primary contact|primary contact name|contact full name|contact person|contact
    |associated contact|person name|person|ansprechpartner|kontaktname|kontakt|nom du contact
    |contact principal|nombre del contacto|contacto|contactpersoon`,
  ),
  contactEmail: list(
    `contact email|contact e mail|primary contact email|contact email address|person email|email
    |e mail|email address|e mail adresse|kontakt e mail|courriel|adresse e mail|correo electronico
    |correo|e mailadres`,
  ),
  stage: list(
    `stage name|deal stage|dealstage|stage|opportunity stage|sales stage|pipeline stage
    |deal stage label|deal pipeline stage|deal pipeline stage id|pipeline stage id|phase|deal phase
    |verkaufsphase|vertriebsphase|stufe|etape|phase de la transaction|etapa|etapa del negocio|fase
    |dealfase|verkoopfase`,
  ),
  status: list("deal status|opportunity status|status|outcome|result|statut|estado|ergebnis"),
  isClosed: list(
    "is closed|hs is closed|closed|is deal closed|geschlossen|cloture|cerrado|gesloten",
  ),
  isWon: list("is won|is closed won|hs is closed won|won|is deal won|gewonnen|gagne|ganado|ganada"),
  probability: list(
    `probability|probability %|win probability|deal probability|hs deal stage probability
    |wahrscheinlichkeit|wahrscheinlichkeit %|probabilite|probabilite %|probabilidad|probabilidad %
    |waarschijnlijkheid|kans`,
  ),
  value: list(
    `amount|deal amount|deal value|opportunity amount|opportunity value|value|close value
    |contract value|total contract value|total value|tcv|betrag|auftragswert|dealwert|wert|volumen
    |montant|valeur|importe|monto|valor|bedrag|waarde|dealwaarde|amount in company currency
    |hs amount in home currency|amount converted|acv|arr|revenue`,
  ),
  currency: list(
    `currency iso code|currency code|deal currency code|currency|deal currency|amount currency
    |currency of value|opportunity currency|wahrung|devise|monnaie|moneda|divisa|valuta|munteenheid`,
  ),
  expectedCloseOn: list(
    `close date|closedate|expected close date|expected close on|expected close|expected closing date
    |estimated close date|target close date|forecast close date|closing date|schlusstermin
    |abschlussdatum|voraussichtliches abschlussdatum|erwartetes abschlussdatum|geplanter abschluss
    |date de cloture|date de cloture prevue|date de fermeture|fecha de cierre|fecha de cierre prevista
    |fecha estimada de cierre|sluitingsdatum|verwachte sluitingsdatum`,
  ),
  createdAt: list(
    `created date|create date|createdate|created at|creation date|date created|created on|created
    |add time|engage date|start date|opened at|opened on|date opened|erstelldatum|erstellungsdatum
    |erstellt am|angelegt am|date de creation|cree le|fecha de creacion|creado el|aanmaakdatum
    |aangemaakt op|gemaakt op`,
  ),
  stageEnteredAt: list(
    `last stage change date|stage entered at|stage entered on|stage entered|entered stage at
    |date entered current stage|hs v2 date entered current stage|last stage change|stage change date
    |stage changed at|stage change time|in stage since|stage since|in phase seit|phase seit`,
  ),
  closedAt: list(
    `closed at|closed on|closed date|date closed|actual close date|closed time|won time|lost time
    |deal closed on|abgeschlossen am|geschlossen am|cloture le|cerrado el|gesloten op`,
  ),
  closeReason: list(
    `close reason|closed reason|closed lost reason|lost reason|loss reason|reason lost|deal lost reason
    |closed won reason|reason|verlustgrund|grund|motif de perte|raison de la perte|motivo de perdida
    |reden verlies|reden`,
  ),
  nextStep: list(
    `next step|next steps|hs next step|next action|next activity subject|nachster schritt
    |nachste schritte|prochaine etape|prochaines etapes|proximo paso|siguiente paso|volgende stap`,
  ),
  nextStepDueOn: list(
    `next step due on|next step due date|next step due|next step date|next action date
    |next activity date|nachster schritt bis|nachster schritt fallig am|date de la prochaine etape
    |fecha del proximo paso|volgende stap datum`,
  ),
  owner: list(
    `owner email|owner e mail|deal owner email|opportunity owner email|deal owner|opportunity owner
    |owner name|owner full name|owner|sales agent|sales rep|sales representative|salesperson
    |account executive|account owner|rep|assigned to|assignee|owner id|hubspot owner id|hs owner id
    |besitzer|inhaber|opportunity inhaber|deal inhaber|dealinhaber|zustandiger mitarbeiter|zustandig
    |verkaufer|proprietaire|proprietaire de l opportunite|proprietaire de la transaction|commercial
    |propietario|propietario de la oportunidad|propietario del negocio|vendedor|eigenaar
    |deal eigenaar|verkoper`,
  ),
  location: list(
    `location|billing country|country|office location|region|regional office|territory|city|standort
    |land|ort|pays|ville|lieu|ubicacion|pais|ciudad|locatie|plaats`,
  ),
  product: list("product|product name|produkt|produit|producto"),
  isDeleted: list("is deleted|deleted|fivetran deleted|archived|geloscht|supprime|eliminado"),
};

export const ACTIVITY_NAMES: Names<ActivityField> = {
  externalId: list(
    "activity id|engagement id|task id|event id|hs object id|record id|external id|externalid|id",
  ),
  dealId: DEAL_ID,
  type: list(
    `activity type|engagement type|hs engagement type|type|task subtype|event subtype|task type
    |activity|art|typ|aktivitatstyp|aktivitatsart|type d activite|tipo de actividad|tipo|activiteit`,
  ),
  direction: list(
    `direction|call direction|hs call direction|email direction|hs email direction|call type|richtung
    |sens|direccion|richting`,
  ),
  occurredAt: list(
    `occurred at|started at|completed date time|completed at|activity date time|start date time
    |hs timestamp|start time|marked as done time|activity date|timestamp|completed date|date time
    |when|date|due date|start|datum|fecha|zeitpunkt`,
  ),
  createdAt: list(
    "created date|created at|hs createdate|createdate|create date|add time|erstellt am",
  ),
  endsAt: list("ends at|ended at|end date time|end time|hs meeting end time|end"),
  durationSeconds: list("duration seconds|call duration in seconds|duration in seconds"),
  status: list(
    "status|meeting outcome|hs meeting outcome|call outcome|outcome|done|task status|hs task status|is closed",
  ),
  subject: list(
    `subject|title|hs meeting title|hs email subject|email subject|hs task subject|betreff|titel|objet
    |asunto|onderwerp`,
  ),
  note: list(
    `note|notes|description|comments|full comments|body|hs note body|note body|hs body preview
    |email text|hs email text|notiz|notizen|beschreibung|commentaires|descripcion|notas|omschrijving`,
  ),
  actor: list(
    "actor id|actor email|actor|owner email|owner id|owner|assigned to|hubspot owner id|hs owner id|user|rep",
  ),
  isDeleted: DEAL_NAMES.isDeleted,
};

export const STAGE_HISTORY_NAMES: Names<StageHistoryField> = {
  dealId: [...DEAL_ID, "id"],
  stage: list(
    `stage name|stage|new stage|to stage|stage to|deal stage|dealstage|stage id|new value|value|phase
    |etape|etapa|fase`,
  ),
  enteredAt: list(
    `entered at|stage entered at|date entered|entered on|changed at|change date|fivetran start
    |created date|created at|timestamp|start date|date|datum|fecha`,
  ),
  isDeleted: DEAL_NAMES.isDeleted,
};

/** Says that a row is about a deal without being one. */
export const DEAL_REFERENCES = new Set(DEAL_ID);

/** Said in front of column names by some exports: "Deal - Title", "property_dealname". */
export const PREFIXES = ["deal", "opportunity", "opp", "activity", "properties", "property", "hs"];
