package io.tapeloom.sim.io.keys;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** One API key: whose it is, what it may do, from where, and how it signs. */
public final class ApiKey {
  private final String text;
  private final KeyType type;
  private final int account;
  private final String secret;
  private final SignatureCheck check;
  private Set<Permission> permissions = EnumSet.allOf(Permission.class);
  private Set<String> addresses = new TreeSet<>();
  private boolean revoked;

  ApiKey(String text, KeyType type, int account, String secret, SignatureCheck check) {
    this.text = text;
    this.type = type;
    this.account = account;
    this.secret = secret;
    this.check = check;
  }

  /** What the caller sends in {@code X-MBX-APIKEY}. */
  public String text() {
    return text;
  }

  /** How it signs. */
  public KeyType type() {
    return type;
  }

  /** Whose it is. */
  public int account() {
    return account;
  }

  /** HMAC secret or private key in PEM; empty when only its owner has it. */
  public String secret() {
    return secret;
  }

  /** What it may do. */
  public Set<Permission> permissions() {
    return permissions;
  }

  /** Addresses it may be used from; none means any. */
  public Set<String> addresses() {
    return addresses;
  }

  /** Whether it has been taken back. */
  public boolean revoked() {
    return revoked;
  }

  /** Changes what it may do. */
  public void permit(Set<Permission> what) {
    permissions = what.isEmpty() ? EnumSet.noneOf(Permission.class) : EnumSet.copyOf(what);
  }

  /** Changes where it may be used from; none means anywhere. */
  public void restrict(Set<String> to) {
    addresses = new TreeSet<>(to);
  }

  /** Takes it back, or gives it again. */
  public void revoke(boolean gone) {
    revoked = gone;
  }

  /** Whether a call of that kind from there may pass. */
  public boolean allows(Permission what, String address) {
    return !revoked
        && permissions.contains(what)
        && (addresses.isEmpty() || addresses.contains(address));
  }

  /** Whether the signature is this key's over exactly these bytes. */
  public boolean signed(byte[] payload, String signature) {
    return check.accepts(payload, signature);
  }
}
