/** Tests of who may come in and what they may do. */
package io.tapeloom.user;
