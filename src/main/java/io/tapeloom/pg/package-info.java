/** PostgreSQL: the embedded server, pools, migrations, partitions and the LISTEN bridge. */
package io.tapeloom.pg;
