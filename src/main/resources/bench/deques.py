"""The same yardstick as DequeWindows.java in Python: prints nanoseconds per trade."""
import random
import sys
import time
from collections import deque

FAST_MS, MID_MS, BAR_MS, BARS = 30 * 60_000, 4 * 60 * 60_000, 5 * 60_000, 302


def tape(count):
    chance = random.Random(7)
    time_ms, ticks = 1_767_225_600_000, 639_439
    for _ in range(count):
        time_ms += chance.randrange(60)
        ticks += chance.randrange(5) - 2
        yield time_ms, ticks / 10, chance.randrange(1, 5_000) / 1_000, chance.random() < 0.5


def score(trades):
    fast, mid, bars = deque(), deque(), deque()
    cvd_fast = cvd_mid = notional = qty = atr = 0.0
    bar_ms = 0
    for trade in trades:
        time_ms, price, size, maker = trade
        signed = -size if maker else size
        fast.append(trade)
        mid.append(trade)
        cvd_fast += signed
        cvd_mid += signed
        notional += price * size
        qty += size
        while fast[0][0] <= time_ms - FAST_MS:
            _, old_price, old, old_maker = fast.popleft()
            cvd_fast -= -old if old_maker else old
            notional -= old_price * old
            qty -= old
        while mid[0][0] <= time_ms - MID_MS:
            _, _, old, old_maker = mid.popleft()
            cvd_mid -= -old if old_maker else old
        if time_ms - bar_ms >= BAR_MS:
            atr, close = 0.0, None
            for high, low, last in bars:
                reach = high - low
                if close is not None:
                    reach = max(reach, abs(high - close), abs(low - close))
                atr, close = (atr * 13 + reach) / 14, last
            bar_ms = time_ms - time_ms % BAR_MS
            bars.append([price, price, price])
            if len(bars) > BARS:
                bars.popleft()
        bar = bars[-1]
        if price > bar[0]:
            bar[0] = price
        if price < bar[1]:
            bar[1] = price
        bar[2] = price
    return cvd_fast + cvd_mid + notional / qty + atr


trades = list(tape(int(sys.argv[1])))
start = time.perf_counter_ns()
score(trades)
print((time.perf_counter_ns() - start) / len(trades))
