import { describe, expect, it } from "vitest";
import { slackUrlProblem } from "#lib/slack/slack-url.ts";

const GOOD = "https://hooks.slack.com/services/T01ABC/B02DEF/abcdefghijklmnopqrstuvwx";

describe("the address of a channel", () => {
  it.each([GOOD, GOOD.replace("slack.com", "slack-gov.com")])("is taken: %s", (url) => {
    expect(slackUrlProblem(url, false)).toBeNull();
    expect(slackUrlProblem(url, true)).toBeNull();
  });

  it.each([
    ["http://hooks.slack.com/services/T/B/x", /https/],
    ["https://hooks.slack.com:8443/services/T/B/x", /incoming webhook/],
    ["https://hooks.slack.com/workflows/T/A/1/x", /workflow/],
    ["https://hooks.slack.com/triggers/T/1/x", /workflow/],
    ["https://hooks.slack.com/services/T/B", /incoming webhook/],
    ["https://hooks.slack.com/services/T/B/x/../../../api", /incoming webhook/],
    ["https://hooks.slack.com/services/T/B/x?a=b", /incoming webhook/],
    ["https://hooks.slack.com/services/T/B/x#y", /fragment/],
    ["https://hooks.slack.com/", /incoming webhook/],
    ["https://acme.slack.com/archives/C012345", /incoming webhook/],
    ["https://hooks.slack.com.evil.example/services/T/B/x", /incoming webhook/],
    ["https://evil.example/services/T/B/x", /incoming webhook/],
    ["https://hooks.slack.com@evil.example/services/T/B/x", /user name/],
    ["https://me:pw@hooks.slack.com/services/T/B/x", /user name/],
    ["https://hooks.slack.com./services/T/B/x", /dot/],
    ["https://169.254.169.254/services/T/B/x", /public internet/],
    ["https://10.0.0.1/services/T/B/x", /public internet/],
    ["https://93.184.215.14/services/T/B/x", /incoming webhook/],
    ["hooks.slack.com/services/T/B/x", /full address/],
    ["", /full address/],
  ])("is refused with a reason: %s", (url, reason) => {
    expect(slackUrlProblem(url, false)).toMatch(reason);
    expect(slackUrlProblem(url, true)).toMatch(reason);
  });

  it.each([
    "http://127.0.0.1:4010/services/T1/B1/good",
    "http://localhost:4010/services/T1/B1/good",
  ])("may be a stand-in on this machine only where that is allowed: %s", (url) => {
    expect(slackUrlProblem(url, true)).toBeNull();
    expect(slackUrlProblem(url, false)).not.toBeNull();
    expect(slackUrlProblem(url.replace("/services/", "/else/"), true)).toMatch(/incoming webhook/);
  });
});
