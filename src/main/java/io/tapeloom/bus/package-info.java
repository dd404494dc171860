/** The event bus on one page: typed addresses, codecs and nothing else. */
package io.tapeloom.bus;
