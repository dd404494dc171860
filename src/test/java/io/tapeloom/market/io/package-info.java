/** Tests of the market room's door. */
package io.tapeloom.market.io;
