# The first stage has a compiler for the index's native part; the image that runs has neither it nor what only builds need.
FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Only hnswlib-node is compiled. Its headers are those of the Node that is here; nothing is downloaded for it.
RUN npm ci --ignore-scripts --no-audit --no-fund \
    && npm rebuild hnswlib-node --nodedir="$(dirname "$(dirname "$(command -v node)")")"
COPY tsconfig.json tsconfig.build.json ./
COPY commands ./commands
COPY scripts ./scripts
COPY src ./src
RUN npm run build \
    && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
    && rm -rf node_modules/onnxruntime-node/bin/napi-v3/darwin node_modules/onnxruntime-node/bin/napi-v3/win32 \
    && mkdir state

FROM node:24-bookworm-slim
# glibc keeps what its many threads freed unless it is told to share and to give large blocks back: docs/deploy.md.
ENV NODE_ENV=production \
    MALLOC_ARENA_MAX=2 \
    MALLOC_MMAP_THRESHOLD_=1048576 \
    STATE_DIR=/state \
    MODEL_CACHE=/state/models \
    WEB_PORT=3210
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY data ./data
COPY src/web/page ./src/web/page
COPY --from=build --chown=node:node /app/state /state
VOLUME /state
USER node
EXPOSE 3210
# Degraded is still healthy: a container that is started anew does not bring Discord back.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.WEB_PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
