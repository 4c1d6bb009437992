import { GeistSans } from "geist/font/sans";
import localFont from "next/font/local";

export const SANS = GeistSans;

// The package's own Mono preloads 71 KB on every page; few pages show an id or a key.
export const MONO = localFont({
  src: "../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2",
  variable: "--font-geist-mono",
  weight: "100 900",
  preload: false,
});
