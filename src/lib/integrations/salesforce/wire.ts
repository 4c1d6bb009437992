import { z } from "zod";

// What Salesforce's REST API answers, as far as it is read here. Fields that an org's security hides or
// that older orgs lack are optional.

/** `2026-11-21T08:15:00.000+0000`: ISO 8601 but for the colon that its offset lacks. */
const moment = z
  .string()
  .transform((text) => new Date(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")))
  .refine((date) => !Number.isNaN(date.getTime()), "is no date and time");
const optionalMoment = moment.nullish().transform((value) => value ?? null);
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .nullish()
  .transform((value) => value ?? null);

export const queryPageSchema = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(z.unknown()),
});

export const errorsSchema = z.array(z.object({ message: z.string(), errorCode: z.string() }));

export const tokenSchema = z.object({
  access_token: z.string().min(1),
  instance_url: z.string().optional(),
});

export const opportunitySchema = z.object({
  Id: z.string().min(15),
  IsDeleted: z.boolean().default(false),
  Name: text,
  StageName: text,
  Amount: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  CurrencyIsoCode: text,
  CloseDate: day,
  Probability: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  IsClosed: z.boolean().default(false),
  IsWon: z.boolean().default(false),
  NextStep: text,
  CreatedDate: moment,
  LastModifiedDate: moment,
  SystemModstamp: moment,
  LastStageChangeDate: optionalMoment,
  Owner: z.object({ Email: text }).nullish(),
  Account: z.object({ Name: text, Website: text }).nullish(),
});
export type Opportunity = z.infer<typeof opportunitySchema>;

export const contactRoleSchema = z.object({
  OpportunityId: z.string(),
  ContactId: z.string(),
  Role: text,
  IsPrimary: z.boolean().default(false),
  Contact: z.object({ Name: text, Email: text, Title: text, Phone: text }).nullish(),
});
export type ContactRole = z.infer<typeof contactRoleSchema>;

export const historySchema = z.object({
  Id: z.string(),
  OpportunityId: z.string(),
  StageName: text,
  Probability: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  CreatedDate: moment,
});
export type HistoryRow = z.infer<typeof historySchema>;

export const taskSchema = z.object({
  Id: z.string(),
  IsDeleted: z.boolean().default(false),
  WhatId: text,
  Subject: text,
  Description: text,
  TaskSubtype: text,
  CallType: text,
  CallDisposition: text,
  IsClosed: z.boolean().default(false),
  ActivityDate: day,
  CompletedDateTime: optionalMoment,
  CreatedDate: moment,
  SystemModstamp: moment,
});
export type Task = z.infer<typeof taskSchema>;

export const eventSchema = z.object({
  Id: z.string(),
  IsDeleted: z.boolean().default(false),
  WhatId: text,
  Subject: text,
  Description: text,
  StartDateTime: optionalMoment,
  EndDateTime: optionalMoment,
  CreatedDate: moment,
  SystemModstamp: moment,
});
export type Event = z.infer<typeof eventSchema>;

export const stageRowSchema = z.object({
  MasterLabel: z.string(),
  ApiName: text,
  IsActive: z.boolean().default(true),
  IsClosed: z.boolean().default(false),
  IsWon: z.boolean().default(false),
  DefaultProbability: z
    .number()
    .nullish()
    .transform((value) => value ?? null),
  SortOrder: z.number().default(0),
});
