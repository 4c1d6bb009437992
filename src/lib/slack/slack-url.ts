import { kindOfAddress } from "#lib/platform/outbound/address.ts";
import { readTarget } from "#lib/platform/outbound/target.ts";

const HOSTS: ReadonlySet<string> = new Set(["hooks.slack.com", "hooks.slack-gov.com"]);
/** Team, app and secret: the whole address is a credential. */
const PATH = /^\/services\/[\w-]+\/[\w-]+\/[\w-]+$/;
/** Also below Slack's host, but they take what their own makers define. */
const WORKFLOW_PATH = /^\/(workflows|triggers)\//;

const NOT_A_WEBHOOK =
  "must be the address of an incoming webhook: https://hooks.slack.com/services/…";

/**
 * What is wrong with the address of a channel, in words, or null. Slack's own hosts only: that is the
 * guard against being sent elsewhere, beside the one at every call.
 *
 * @param allowPrivate also takes this machine, over http: for stand-ins.
 */
export function slackUrlProblem(url: string, allowPrivate: boolean): string | null {
  const target = readTarget(url, allowPrivate);
  if ("problem" in target) return target.problem;
  const isStandIn =
    allowPrivate &&
    target.addresses?.every((address) => kindOfAddress(address) === "loopback") === true;
  if (!isStandIn) {
    if (!HOSTS.has(target.hostname) || target.port !== 443) return NOT_A_WEBHOOK;
    if (!target.isHttps) return "must begin with https://";
  }
  if (WORKFLOW_PATH.test(target.path)) {
    return "is that of a workflow, which takes other messages: make an incoming webhook instead";
  }
  return PATH.test(target.path) ? null : NOT_A_WEBHOOK;
}
