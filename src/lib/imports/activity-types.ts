import {
  DEFAULT_DIRECTION,
  type Direction,
  isTouchpointType,
  type TouchpointType,
} from "#lib/deals/event-types.ts";
import { nameKey } from "./name-key.ts";

/** `internal`: desk work of the seller's own side, seen by nobody else. */
type ReportedDirection = Direction | "internal" | null;

export type ActivityMeaning = {
  type: TouchpointType;
  direction: Direction | null;
  isMeeting: boolean;
};

const word = (words: string) => new RegExp(`\\b(?:${words})\\b`);

const DIRECTION_WORDS: [RegExp, ReportedDirection][] = [
  [word("internal|intern|interne|interno"), "internal"],
  [word("two way|both|beide|bidirectional"), "two_way"],
  [
    word(
      "inbound|incoming|received|from customer|eingehend|eingang|entrant|entrante|recu|recibido|inkomend",
    ),
    "inbound",
  ],
  [
    word(
      "outbound|outgoing|sent|to customer|ausgehend|ausgang|sortant|saliente|envoye|enviado|uitgaand",
    ),
    "outbound",
  ],
];

const COMPETITOR = word(
  "competitor|competition|wettbewerber|concurrent|competidor|concurrent[ie]e",
);
const CALL = word(
  "calls?|phone|telephone|telefon|telefonat|anruf|appel|llamada|gesprek|voicemail|dial",
);
const MEETING = word(
  "meetings?|appointment|demo|lunch|dinner|visit|event|webinar|workshop|presentation|termin|besprechung|treffen|reunion|rendez vous|cita|afspraak|vergadering",
);
const OFFER = word(
  "proposal|offer|quote|quotation|angebot|offre|devis|propuesta|oferta|offerte|voorstel",
);
const SENT = word(
  "sent|send|delivered|versendet|gesendet|envoye|envoyee|enviado|enviada|verstuurd|verzonden",
);
const RETURNED = word("returned|accepted|signed|reply|replied|response|received");
const MESSAGE = word(
  "e ?mails?|mail|mailing|letter|message|reply|replied|response|linked ?in|sms|whatsapp|chat|conversation|courriel|correo|nachricht|bericht|list email|forwarded email",
);
const DESK = word(
  "notes?|notiz|nota|comment|comments|tasks?|to ?do|deadline|aufgabe|tarea|tache|taak|document|documents|review|check|research",
);

/**
 * What an activity of another tool means here. The type's words decide, the direction tells who
 * acted; work that stays inside the seller's house is a note, which never counts as contact, and
 * a type nobody knows is `other`.
 */
export function meaningOf(type: string, direction: string): ActivityMeaning {
  const key = nameKey(type);
  const reported = directionOf(direction);
  if (reported === "internal") return { type: "note", direction: null, isMeeting: false };
  const own = key.replaceAll(" ", "_");
  const known = isTouchpointType(own) ? own : typeOf(key, reported ?? directionOf(type));
  if (known === "meeting_held")
    return { type: known, direction: reported ?? "two_way", isMeeting: true };
  if (known === "note" || known === "competitor_mentioned") {
    return { type: known, direction: null, isMeeting: false };
  }
  // A message has the direction that its type says.
  const isMessage =
    known === "email_received" || known === "email_sent" || known === "proposal_sent";
  return {
    type: known,
    direction: isMessage ? DEFAULT_DIRECTION[known] : (reported ?? DEFAULT_DIRECTION[known]),
    isMeeting: known === "meeting_scheduled",
  };
}

function directionOf(text: string): ReportedDirection {
  const key = nameKey(text);
  return DIRECTION_WORDS.find(([words]) => words.test(key))?.[1] ?? null;
}

function typeOf(key: string, direction: ReportedDirection): TouchpointType {
  if (COMPETITOR.test(key)) return "competitor_mentioned";
  if (CALL.test(key)) return "call";
  if (OFFER.test(key)) {
    if (direction === "inbound" || RETURNED.test(key)) return "email_received";
    return direction === "outbound" || SENT.test(key) ? "proposal_sent" : "note";
  }
  if (MEETING.test(key)) return "meeting_held";
  if (MESSAGE.test(key)) {
    return direction === "inbound" || RETURNED.test(key) ? "email_received" : "email_sent";
  }
  return DESK.test(key) ? "note" : "other";
}
