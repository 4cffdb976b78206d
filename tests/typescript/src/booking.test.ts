// A tenant's site in TypeScript: every call typed from openapi.json, against the real server.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import createClient, { type Client } from "openapi-fetch";

import type { components, paths } from "./generated/schema.js";
import { Server } from "./server.js";

type Slot = components["schemas"]["Slot"];
type ApiError = components["schemas"]["ApiError"];

const slug = "stillwater";
const path = { slug };
const day = 24 * 60 * 60 * 1000;

let server: Server;
let anybody: Client<paths>;

before(async () => {
  server = await Server.start();
  anybody = createClient<paths>({ baseUrl: server.url });
});

after(() => server?.stop());

function inDays(days: number): string {
  return new Date(Date.now() + days * day).toISOString();
}

/** A service of one seat, and its first free slots, late enough that a booking can still be changed. */
async function free(): Promise<{ serviceId: string; first: Slot; second: Slot }> {
  const services = await anybody.GET("/api/public/{slug}/services", { params: { path } });
  for (const service of services.data?.data ?? []) {
    if (service.capacity !== 1) continue;
    const query = { serviceId: service.id, from: inDays(3), to: inDays(30), limit: 50 };
    const slots = await anybody.GET("/api/public/{slug}/slots", { params: { path, query } });
    const [first] = slots.data?.data ?? [];
    const second = slots.data?.data.find((slot) => first && slot.start >= first.end);
    if (first && second) return { serviceId: service.id, first, second };
  }
  throw new Error("the demo tenant has nothing free");
}

/** The same client as the customer of a new session. */
async function customer(address: string): Promise<Client<paths>> {
  const { data, response } = await anybody.POST("/api/public/{slug}/session", {
    params: { path },
    body: { contact: { kind: "email", address } },
  });
  assert.equal(response.status, 201);
  assert.ok(data);
  return createClient<paths>({
    baseUrl: server.url,
    headers: { Authorization: `Bearer ${data.data.stoken}` },
  });
}

function codeOf(error: { error: ApiError } | undefined): ApiError["code"] | undefined {
  return error?.error.code;
}

test("a tenant is found with its looks and its services", async () => {
  const tenants = await anybody.GET("/api/public");
  assert.ok(tenants.data?.data.some((tenant) => tenant.slug === slug));
  const tenant = await anybody.GET("/api/public/{slug}", { params: { path } });
  assert.match(tenant.data?.data.branding.primaryColor ?? "", /^#[0-9a-f]{6}$/);
  const unknown = await anybody.GET("/api/public/{slug}", { params: { path: { slug: "nobody" } } });
  assert.equal(codeOf(unknown.error), "not_found");
});

test("a slot is booked once, moved, and cancelled", async () => {
  const { serviceId, first, second } = await free();
  const kim = await customer("kim@example.com");
  const wish = {
    params: { path, header: { "Idempotency-Key": "kims-form" } },
    body: { serviceId, start: first.start, customerName: "Kim Berger" },
  };
  const booked = await kim.POST("/api/public/{slug}/book", wish);
  assert.equal(booked.response.status, 201, JSON.stringify(booked.error));
  const again = await kim.POST("/api/public/{slug}/book", wish);
  assert.deepEqual(again.data, booked.data, "the same intent is the same booking");
  const booking = booked.data?.data;
  assert.ok(booking);
  assert.equal(booking.status, "confirmed");

  const change = { params: { path: { slug, id: booking.id } } };
  const moved = await kim.PATCH("/api/public/{slug}/bookings/{id}", {
    ...change,
    body: { revision: booking.revision, change: { op: "reschedule", start: second.start } },
  });
  assert.equal(moved.data?.data.revision, 2, JSON.stringify(moved.error));

  const stale = await kim.PATCH("/api/public/{slug}/bookings/{id}", {
    ...change,
    body: { revision: booking.revision, change: { op: "cancel" } },
  });
  const conflict = stale.error?.error;
  assert.equal(conflict?.code, "revision_conflict");
  // The union is told apart by its code: only this member has the booking as it stands.
  assert.equal(conflict.booking.revision, 2);

  const cancelled = await kim.PATCH("/api/public/{slug}/bookings/{id}", {
    ...change,
    body: { revision: 2, change: { op: "cancel", reason: "Only trying it out." } },
  });
  assert.equal(cancelled.data?.data.status, "cancelled");
  const listed = await kim.GET("/api/public/{slug}/bookings", { params: { path } });
  assert.deepEqual(listed.data?.data.map((one) => one.id), [booking.id]);
});

test("a taken slot comes back with what is free instead", async () => {
  const { serviceId, first } = await free();
  const staffId = first.staff[0]?.id;
  assert.ok(staffId);
  const body = { serviceId, staffId, start: first.start, customerName: "Kim Berger" };
  const winner = await customer("first@example.com");
  const won = await winner.POST("/api/public/{slug}/book", { params: { path }, body });
  assert.equal(won.response.status, 201, JSON.stringify(won.error));
  const loser = await customer("second@example.com");
  const lost = await loser.POST("/api/public/{slug}/book", { params: { path }, body });
  const refusal = lost.error?.error;
  assert.equal(refusal?.code, "slot_taken");
  assert.ok(refusal.alternatives.length > 0);
});

test("what the contract doesn't have is told as drift", async () => {
  const { serviceId, first } = await free();
  const kim = await customer("drift@example.com");
  const body = { serviceId, start: first.start, guestName: "Kim Berger" };
  // @ts-expect-error the compiler says it first
  const refused = await kim.POST("/api/public/{slug}/book", { params: { path }, body });
  assert.equal(codeOf(refused.error), "contract_drift");
});

test("events of the session are streamed to a stoken of their own", async () => {
  const kim = await customer("events@example.com");
  const { serviceId, first } = await free();
  const stream = await kim.POST("/api/public/{slug}/session/stream", { params: { path } });
  const stoken = stream.data?.data.stoken;
  assert.ok(stoken);
  const ending = new AbortController();
  const { data: lines } = await anybody.GET("/api/public/{slug}/events", {
    params: { path, query: { stoken, lastEventId: 0 } },
    parseAs: "stream",
    signal: ending.signal,
  });
  assert.ok(lines);
  const wish = { serviceId, start: first.start, customerName: "Kim Berger" };
  await kim.POST("/api/public/{slug}/book", { params: { path }, body: wish });
  let text = "";
  const decoder = new TextDecoder();
  for await (const piece of lines as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(piece, { stream: true });
    if (/^data: .*booking\.confirmed/m.test(text)) break;
  }
  ending.abort();
  assert.match(text, /^event: booking\.confirmed$/m);
});
