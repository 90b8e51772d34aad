/**
 * What is known of images that others build on. Names as Docker Hub's official ones are written, `library/` left out;
 * everything else with its registry, except on Docker Hub. An image stands here for its newest tags; a wrong row in
 * `rootImages` would be a false alarm, a wrong one in the others only a miss. Looked over on 2026-11-21.
 */

/** Tags that move on by themselves, whatever is published next. */
export const rollingWords: ReadonlySet<string> = new Set('latest stable edge nightly main lts current'.split(' '));

/**
 * Images that start as root: their Dockerfiles name no other user. Those of the official ones are found by way of
 * https://github.com/docker-library/official-images/tree/master/library.
 */
export const rootImages: ReadonlySet<string> = new Set([
  'scratch',
  ...'almalinux alpine amazonlinux archlinux busybox buildpack-deps centos debian fedora opensuse/leap oraclelinux'.split(
    ' ',
  ),
  ...'photon rockylinux ubuntu'.split(' '),
  ...'amazoncorretto bash clojure composer dart elixir erlang gcc golang gradle haskell julia maven node'.split(' '),
  ...'eclipse-temurin ibm-semeru-runtimes openjdk perl php pypy python r-base ruby rust sapmachine swift'.split(' '),
  ...'caddy httpd nginx tomcat traefik registry'.split(' '),
  ...'denoland/deno oven/bun nvidia/cuda continuumio/anaconda3 continuumio/miniconda3'.split(' '),
  ...'adoptopenjdk rust-lang/rust azul/zulu-openjdk bellsoft/liberica-openjdk-alpine'.split(' '),
  ...'cypress/base cypress/browsers cypress/included'.split(' '),
  ...'tiangolo/uvicorn-gunicorn-fastapi tiangolo/uvicorn-gunicorn tiangolo/meinheld-gunicorn-flask'.split(' '),
  ...['sdk', 'aspnet', 'runtime', 'runtime-deps'].flatMap((image) => [
    `mcr.microsoft.com/dotnet/${image}`,
    `mcr.microsoft.com/dotnet/core/${image}`,
  ]),
  ...['static', 'base', 'base-nossl', 'cc', 'python', 'nodejs', 'java', 'java-base'].map(
    (image) => `gcr.io/distroless/${image}`,
  ),
  'quay.io/centos/centos',
  'public.ecr.aws/amazonlinux/amazonlinux',
  'mcr.microsoft.com/azurelinux/base/core',
  'mcr.microsoft.com/cbl-mariner/base/core',
  ...['ubi8', 'ubi9', 'ubi10'].flatMap((ubi) =>
    ['ubi', 'ubi-minimal', 'ubi-micro', 'ubi-init'].map((image) => `registry.access.redhat.com/${ubi}/${image}`),
  ),
]);

/** Images whose own Dockerfile names another user. */
export const nonRootImages: ReadonlySet<string> = new Set([
  ...'elasticsearch haproxy jetty kibana logstash memcached percona solr sonarqube varnish'.split(' '),
  ...'jenkins/jenkins grafana/grafana prom/prometheus prom/alertmanager nginxinc/nginx-unprivileged'.split(' '),
  ...'keycloak/keycloak quay.io/keycloak/keycloak percona/percona-server mcr.microsoft.com/mssql/server'.split(' '),
]);

/**
 * Families whose images run as somebody else, but for a few that are made to be built on: Chainguard's
 * (https://edu.chainguard.dev/chainguard/chainguard-images/) and Docker's hardened ones
 * (https://docs.docker.com/dhi/), Bitnami's, Jupyter's, Selenium's, Elastic's, Confluent's.
 */
export const nonRootFamilies: readonly string[] = [
  'cgr.dev/chainguard/',
  'chainguard/',
  'dhi.io/',
  'bitnami/',
  'bitnamilegacy/',
  'bitnamisecure/',
  'quay.io/jupyter/',
  'jupyter/',
  'selenium/',
  'docker.elastic.co/',
  'confluentinc/',
  // https://docs.aws.amazon.com/lambda/latest/dg/images-create.html: the platform starts it as a user of its own.
  'public.ecr.aws/lambda/',
];

/**
 * Red Hat's images for a language or a server, made for OpenShift, end with `USER 1001` or, for Java, 185:
 * https://github.com/sclorg, https://github.com/rh-openjdk/redhat-openjdk-containers
 */
export const nonRootNames =
  /^registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi|rhel)\d+\/(?:dotnet|go-toolset|httpd|nginx|nodejs|openjdk|perl|php|python|ruby)(?:-|$)/;

/** Words of a tag or name that say so: `gcr.io/distroless/base:nonroot`, `dotnet/aspnet:10.0-noble-chiseled`. */
export const nonRootWords: ReadonlySet<string> = new Set(
  'nonroot rootless chiseled unprivileged distroless'.split(' '),
);

/**
 * Official images that start as root and whose own entrypoint hands over to another user. An image built on one keeps
 * that as long as it keeps the entrypoint.
 */
export const droppingImages: ReadonlySet<string> = new Set(
  'cassandra couchdb ghost influxdb mariadb mongo mysql neo4j postgres rabbitmq redis valkey/valkey zookeeper'.split(
    ' ',
  ),
);

/** Words that only Windows images carry in their name or tag: they start as an administrator of their own kind. */
export const windowsWords = /(?:^|[-_.:/])(?:windows\w*|nanoserver|servercore|ltsc20\d\d)(?:$|[-_.:/])/;

/** Families whose images can only work as root, or that are no Linux with a root. */
export const beyondRootFamilies: readonly string[] = [
  'docker',
  'mcr.microsoft.com/windows',
  'mcr.microsoft.com/windowsservercore',
  'mcr.microsoft.com/nanoserver',
  'mcr.microsoft.com/dotnet/framework',
  'mcr.microsoft.com/devcontainers',
  'mcr.microsoft.com/vscode/devcontainers',
  'microsoft/',
];

/** Programs that start another one as somebody else; an entrypoint script that calls one does not stay root. */
export const userSwitchers: ReadonlySet<string> = new Set(
  'chroot chpst dumb-setuid gosu runuser s6-setuidgid setpriv setuidgid start-stop-daemon su su-exec sudo tini-setuid'.split(
    ' ',
  ),
);
