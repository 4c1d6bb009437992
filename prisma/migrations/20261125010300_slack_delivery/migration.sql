-- CreateIndex
CREATE INDEX "SlackMessage_dealId_createdAt_idx" ON "SlackMessage"("dealId", "createdAt");

-- CreateIndex
CREATE INDEX "SlackMessage_createdAt_idx" ON "SlackMessage"("createdAt");

-- What is due in a channel: few rows, whatever has been sent before.
CREATE INDEX "manual_slack_message_due" ON "SlackMessage" ("slackId", "nextAttemptAt")
  WHERE status = 'pending';
