package io.tapeloom.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.RefreshRules.Decision;
import io.tapeloom.user.TryRules.Tries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Decisions of the room, with time as an argument. */
class RulesTest {
  private static final long DAY_MS = 86_400_000;

  @Test
  void aThousandTriesInAQuarterOfAnHourAreAtMostTwentyLooks() {
    TryRules rules = new TryRules(10);
    Tries tries = Tries.NONE;
    int looks = 0;
    for (int i = 0; i < 1_000; i++) {
      long nowMs = 1_000_000 + i * 900;
      if (rules.waitMs(tries, nowMs) == 0) {
        tries = rules.counted(tries, nowMs);
        looks++;
      }
    }
    assertTrue(looks >= 10 && looks <= 20, looks + " looks");
  }

  @Test
  void waitingGrowsButNeverBecomesForEver() {
    TryRules rules = new TryRules(10);
    Tries tries = Tries.NONE;
    long nowMs = 1;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tries = rules.counted(tries, nowMs);
      long waitMs = rules.waitMs(tries, nowMs);
      waits.add(waitMs);
      nowMs += waitMs;
      assertEquals(0, rules.waitMs(tries, nowMs));
    }
    assertEquals(0, waits.get(8));
    assertEquals(30_000, waits.get(9));
    assertEquals(60_000, waits.get(10));
    assertEquals(TryRules.WINDOW_MS, waits.getLast());
    assertTrue(rules.forgotten(tries, nowMs + DAY_MS));
    assertThrows(IllegalArgumentException.class, () -> new TryRules(0));
  }

  @Test
  void rightTriesAreForgiven() {
    TryRules rules = new TryRules(2);
    Tries tries = Tries.NONE;
    for (int i = 0; i < 100; i++) {
      assertEquals(0, rules.waitMs(tries, i));
      tries = rules.counted(tries, i).forgiven();
    }
    assertEquals(0, tries.count());
  }

  private static RefreshRules.Token token(long usedMs, String usedBy, boolean ended) {
    return new RefreshRules.Token(
        usedMs == 0 ? OptionalLong.empty() : OptionalLong.of(usedMs),
        Optional.ofNullable(usedBy),
        ended,
        DAY_MS);
  }

  @Test
  void aRefreshTokenIsGoodOnceUntilItsFamilyEnds() {
    assertEquals(Decision.ROTATE, RefreshRules.decide(token(0, null, false), "b", 9, 10));
    assertEquals(Decision.REFUSE, RefreshRules.decide(token(0, null, false), "b", DAY_MS, DAY_MS));
    assertEquals(Decision.REFUSE, RefreshRules.decide(token(0, null, true), "b", 9, 10));
    assertEquals(Decision.REVOKE, RefreshRules.decide(token(5, "a", false), "b", 6, 10));
    assertEquals(Decision.REFUSE, RefreshRules.decide(token(5, "a", true), "b", 6, 10));
  }

  @Test
  void aRequestUnderWayOrRepeatedProvesNoTheft() {
    assertEquals(Decision.REFUSE, RefreshRules.decide(token(5, "a", false), "b", 5, 10));
    assertEquals(Decision.REFUSE, RefreshRules.decide(token(5, "a", false), "a", 6, 10));
  }

  @Test
  void anInviteIsGoodOnceAndInTime() {
    Invite open = new Invite(1, Role.VIEWER, false, "user:1", 0, 100, empty(), empty());
    assertEquals(Optional.empty(), open.refusal(99, true));
    assertEquals("expired", open.state(100));
    Invite used = new Invite(1, Role.VIEWER, false, "user:1", 0, 100, OptionalLong.of(5), empty());
    assertEquals(Optional.of("it is used"), used.refusal(50, true));
    Invite taken = new Invite(1, Role.VIEWER, false, "user:1", 0, 100, empty(), OptionalLong.of(5));
    assertEquals("revoked", taken.state(50));
    Invite first = new Invite(1, Role.ADMIN, true, "start", 0, 100, empty(), empty());
    assertEquals(Optional.empty(), first.refusal(50, false));
    assertTrue(first.refusal(50, true).isPresent());
  }

  private static OptionalLong empty() {
    return OptionalLong.empty();
  }

  @Test
  void keysHaveOneFormAndNoMoreThanTheirOwnerMay() {
    String key = ApiKey.PREFIX + "a".repeat(39) + "WXYZ";
    assertTrue(ApiKey.hasForm(key));
    assertEquals("WXYZ", ApiKey.lastFour(key));
    for (String other : List.of("", "tl_", key + "x", key.substring(1), "tl_" + "!".repeat(43))) {
      assertFalse(ApiKey.hasForm(other), other);
    }
    assertEquals(Optional.empty(), ApiKey.refusal(List.of(Scope.READ, Scope.METRICS), Role.VIEWER));
    assertTrue(ApiKey.refusal(List.of(Scope.TRADE), Role.VIEWER).isPresent());
    assertTrue(ApiKey.refusal(List.of(Scope.ADMIN), Role.TRADER).isPresent());
  }

  @Test
  void addressesAreNamesInLowerCase() {
    assertEquals("a.b+c@x-y.org", Email.parse(" A.b+c@X-Y.org ").orElseThrow().text());
    for (String none :
        List.of("", "@", "a@", "@b", "a b@c", "a@b@c", "a\n@b.c", "a@b..c", "x".repeat(260))) {
      assertEquals(Optional.empty(), Email.parse(none), none);
    }
  }

  @Test
  void partsOfAnAuditRowCannotBeShiftedIntoEachOther() {
    AuditRow a = row("user:1", "x", "");
    AuditRow b = row("user:1x", "", "");
    assertFalse(a.content("").equals(b.content("")));
    assertTrue(a.content("").startsWith("0:1:11:1"), a.content(""));
  }

  private static AuditRow row(String who, String action, String target) {
    return new AuditRow(1, 1, who, action, target, "", "", "", "ok", "");
  }
}
