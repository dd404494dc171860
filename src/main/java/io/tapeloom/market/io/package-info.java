/** Where the market room touches the world: collectors, the tape's rows and tape files. */
package io.tapeloom.market.io;
