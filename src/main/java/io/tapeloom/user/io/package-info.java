/** Rows of people and programs, their passwords, tokens and keys, and what they may call. */
package io.tapeloom.user.io;
