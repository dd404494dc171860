/** Tests of trading against a real database and bus. */
package io.tapeloom.trade.io;
