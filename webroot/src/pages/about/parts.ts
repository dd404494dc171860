/** What Tapeloom is made of, by licence. A test holds this list against package.json and pom.xml. */
export interface Part {
  name: string
  /** Package of the web app, or group of the program's libraries. */
  id: string
  what: string
  licence: string
  url: string
}

export const WEB_PARTS: readonly Part[] = [
  {
    name: 'Lightweight Charts',
    id: 'lightweight-charts',
    what: 'the price charts; © TradingView, Inc.',
    licence: 'Apache-2.0',
    url: 'https://www.tradingview.com/lightweight-charts/',
  },
  { name: 'Vue', id: 'vue', what: 'the pages', licence: 'MIT', url: 'https://vuejs.org/' },
  { name: 'Vue Router', id: 'vue-router', what: 'addresses of pages', licence: 'MIT', url: 'https://router.vuejs.org/' },
  { name: 'Reka UI', id: 'reka-ui', what: 'dialogs and tooltips', licence: 'MIT', url: 'https://reka-ui.com/' },
  { name: 'Lucide', id: '@lucide/vue', what: 'icons', licence: 'ISC', url: 'https://lucide.dev/' },
  {
    name: 'Geist',
    id: '@fontsource-variable/geist',
    what: 'typeface',
    licence: 'OFL-1.1',
    url: 'https://vercel.com/font',
  },
  {
    name: 'Geist Mono',
    id: '@fontsource-variable/geist-mono',
    what: 'typeface of figures',
    licence: 'OFL-1.1',
    url: 'https://vercel.com/font',
  },
]

export const PROGRAM_PARTS: readonly Part[] = [
  {
    name: 'Vert.x',
    id: 'io.vertx',
    what: 'event loops, HTTP, bus, PostgreSQL client',
    licence: 'EPL-2.0 or Apache-2.0',
    url: 'https://vertx.io/',
  },
  { name: 'Netty', id: 'io.netty', what: 'sockets', licence: 'Apache-2.0', url: 'https://netty.io/' },
  { name: 'Micrometer', id: 'io.micrometer', what: 'metrics', licence: 'Apache-2.0', url: 'https://micrometer.io/' },
  {
    name: 'Jackson',
    id: 'com.fasterxml.jackson.core',
    what: 'JSON',
    licence: 'Apache-2.0',
    url: 'https://github.com/FasterXML/jackson',
  },
  {
    name: 'SCRAM client',
    id: 'com.ongres.scram',
    what: 'login to the database',
    licence: 'BSD-2-Clause',
    url: 'https://github.com/ongres/scram',
  },
  { name: 'ta4j', id: 'org.ta4j', what: 'indicators', licence: 'MIT', url: 'https://github.com/ta4j/ta4j' },
  {
    name: 'Flyway',
    id: 'org.flywaydb',
    what: 'schema migrations',
    licence: 'Apache-2.0',
    url: 'https://github.com/flyway/flyway',
  },
  {
    name: 'PgJDBC',
    id: 'org.postgresql',
    what: 'driver of the migrations',
    licence: 'BSD-2-Clause',
    url: 'https://jdbc.postgresql.org/',
  },
  {
    name: 'Embedded PostgreSQL',
    id: 'io.zonky.test',
    what: 'the database that comes along',
    licence: 'Apache-2.0; PostgreSQL itself: PostgreSQL Licence',
    url: 'https://github.com/zonkyio/embedded-postgres',
  },
  {
    name: 'Bouncy Castle',
    id: 'org.bouncycastle',
    what: 'hashing of passwords',
    licence: 'MIT',
    url: 'https://www.bouncycastle.org/',
  },
  { name: 'picocli', id: 'info.picocli', what: 'the command line', licence: 'Apache-2.0', url: 'https://picocli.info/' },
  {
    name: 'Logback',
    id: 'ch.qos.logback',
    what: 'the log',
    licence: 'EPL-1.0 or LGPL-2.1',
    url: 'https://logback.qos.ch/',
  },
  {
    name: 'JMH',
    id: 'org.openjdk.jmh',
    what: 'measurements',
    licence: 'GPL-2.0 with Classpath exception',
    url: 'https://github.com/openjdk/jmh',
  },
]
