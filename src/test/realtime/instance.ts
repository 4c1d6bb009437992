import { GET } from "#app/api/events/route.ts";
import { serveRoute } from "./serve-route.ts";

// Another instance of the application, as far as the stream goes, in a process of its own.
const { url } = await serveRoute(GET);
process.send?.({ url });
process.on("disconnect", () => process.exit());
