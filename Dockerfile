# The server in one image: docker build -t mock-noyo . && docker run --rm -p 4010:4010 mock-noyo
# Runs as a non-root user and writes nothing, so --read-only works; --data FILE needs a volume. Another port inside the
# container is set by -e PORT=N (not --port), so that the health check knows it.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Install scripts are not needed: the image's own Node 24 stands in for the one the project pins.
RUN npm ci --include=dev --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN node scripts/build.ts

FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production \
    MOCK_NOYO_HOST=0.0.0.0
COPY package.json LICENSE ./
COPY openapi openapi
COPY scenarios scenarios
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
EXPOSE 4010
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s CMD ["node", "dist/cli/health.js"]
# Node as process 1 gets the signals itself; options of `mock-noyo start` follow the image's name.
ENTRYPOINT ["node", "dist/cli/main.js", "start"]
