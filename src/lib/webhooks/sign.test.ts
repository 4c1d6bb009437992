import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { newSecret, signatureHeaders } from "#lib/webhooks/sign.ts";

// Published by the Standard Webhooks project as the test of its JavaScript library.
const OFFICIAL = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  at: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};
const NON_ASCII = {
  secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  id: "evt_1",
  at: new Date(1_795_435_200_000),
  body: '{"type":"deal.at_risk","timestamp":"2026-11-23T12:00:00Z","data":{"id":"deal_1","name":"Zażółć & <Co>"}}',
  signature: "v1,SBlHOpKjYXXVYtYgs0bLeqqP9O0TXbepLEtfYjdIw0U=",
};

describe("a signature", () => {
  it.each([OFFICIAL, NON_ASCII])("is what the standard's vectors say: $id", (vector) => {
    expect(signatureHeaders(vector, [vector.secret], vector.at)).toMatchObject({
      "webhook-id": vector.id,
      "webhook-timestamp": String(vector.at.getTime() / 1000),
      "webhook-signature": vector.signature,
    });
  });

  it("passes the standard's own verifier, and not for another body, id or secret", () => {
    const now = new Date();
    const secret = newSecret();
    const signed = { id: "evt_7", body: '{"name":"Zażółć & <Co> 🌊","value":0.1}' };
    const headers = signatureHeaders(signed, [secret], now);
    expect(() => new Webhook(secret).verify(signed.body, headers)).not.toThrow();
    expect(() => new Webhook(secret).verify(`${signed.body} `, headers)).toThrow();
    expect(() =>
      new Webhook(secret).verify(signed.body, { ...headers, "webhook-id": "evt_8" }),
    ).toThrow();
    expect(() => new Webhook(newSecret()).verify(signed.body, headers)).toThrow();
    const late = signatureHeaders(signed, [secret], new Date(now.getTime() - 301_000));
    expect(() => new Webhook(secret).verify(signed.body, late)).toThrow();
  });

  it("in X-Webhook-Signature is the HMAC of the body, keyed with the secret as it is written", () => {
    const { secret, body } = NON_ASCII;
    const headers = signatureHeaders(NON_ASCII, [secret], NON_ASCII.at);
    const expected = createHmac("sha256", secret).update(JSON.stringify(JSON.parse(body)));
    expect(headers["x-webhook-signature"]).toBe(expected.digest("hex"));
  });

  it("is given for both secrets while one replaces the other", () => {
    const now = new Date();
    const [fresh, old] = [newSecret(), newSecret()] as const;
    const signed = { id: "evt_9", body: "{}" };
    const headers = signatureHeaders(signed, [fresh, old], now);
    for (const secret of [fresh, old]) {
      expect(() => new Webhook(secret).verify(signed.body, headers)).not.toThrow();
    }
    expect(headers["x-webhook-signature"]).toBe(
      createHmac("sha256", fresh).update("{}").digest("hex"),
    );
  });
});

it("makes secrets of 32 random bytes in the standard's form", () => {
  const secret = newSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newSecret()).not.toBe(secret);
});
