# Debian, not Alpine: the packages' binaries are built against glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
# Not `npm ci`: it refuses a lock file when a registry mirror lacks packages of other platforms.
RUN npm install --no-save --no-audit --no-fund
COPY tsconfig.json tsconfig.next.json next.config.ts postcss.config.mjs prisma.config.ts ./
COPY prisma ./prisma
COPY public ./public
COPY scripts ./scripts
COPY src ./src
# Shown at /docs.
COPY docs ./docs
# Goes into the browser's code, so it is needed now; empty builds the demo sign-in.
ARG NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY=""
RUN npm run build && rm -rf .next/cache
RUN npm prune --omit=dev --no-save --no-audit --no-fund

FROM node:24-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000 SENTINEL_WORKERS=1
COPY --from=build --chown=node:node /app ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["sh", "-c", "node scripts/db-deploy.ts && exec node node_modules/next/dist/bin/next start -H 0.0.0.0"]
