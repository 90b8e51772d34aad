/**
 * Docker's official images, which stand on Docker Hub under a name without an owner; any other such name is an image
 * that was built and never published, or one's own. https://github.com/docker-library/official-images/tree/master/library,
 * with those that were taken down; looked over in November 2026.
 */
export const officialImages: ReadonlySet<string> = new Set([
  ...'adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux'.split(' '),
  ...'backdrop bash bonita buildpack-deps busybox caddy cassandra centos chronograf cirros clearlinux clefos'.split(
    ' ',
  ),
  ...'clickhouse clojure composer consul convertigo couchbase couchdb crate dart debian docker drupal'.split(' '),
  ...'eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang express-gateway fedora flink'.split(
    ' ',
  ),
  ...'fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world'.split(' '),
  ...'hitch httpd hylang ibm-semeru-runtimes ibmjava influxdb irssi jetty jobber joomla jruby julia kapacitor'.split(
    ' ',
  ),
  ...'kibana known kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki'.split(' '),
  ...'memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j neurodebian nextcloud nginx'.split(' '),
  ...'node notary nuxeo odoo open-liberty openjdk opensuse oraclelinux orientdb percona perl photon php'.split(' '),
  ...'php-zendserver phpmyadmin plone postfixadmin postgres pypy python r-base rabbitmq rakudo-star rapidoid'.split(
    ' ',
  ),
  ...'redis redmine registry rethinkdb rocket.chat rockylinux ros ruby rust sapmachine satosa scratch'.split(' '),
  ...'silverpeas sl solr sonarqube sourcemage spark spiped storm swarm swift swipl teamspeak telegraf thrift'.split(
    ' ',
  ),
  ...'tomcat tomee traefik ubuntu unit varnish vault websphere-liberty wordpress xwiki yourls znc zookeeper'.split(' '),
]);
