package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TeamTest {
  private final Team team = new Team(3);

  private static void spin(int part) {
    for (int i = 0; i < 100 * (part % 7); i++) {
      Thread.onSpinWait();
    }
  }

  @Test
  void each_part_is_done_once_and_before_run_returns() {
    for (int repeat = 0; repeat < 2000; repeat++) {
      int parts = repeat % 20;
      AtomicIntegerArray done = new AtomicIntegerArray(20);
      team.run(
          parts,
          part -> {
            spin(part);
            done.incrementAndGet(part);
          });
      for (int part = 0; part < 20; part++) {
        assertThat(done.get(part)).isEqualTo(part < parts ? 1 : 0);
      }
    }
  }

  @Test
  void several_threads_take_parts() throws InterruptedException {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch two = new CountDownLatch(2);
    team.run(
        2,
        part -> {
          seen.add(Thread.currentThread());
          two.countDown();
          // Ends only if another thread takes the other part.
          try {
            two.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(seen).hasSize(2).contains(Thread.currentThread());
    // Again after everybody has fallen asleep.
    Thread.sleep(50);
    CountDownLatch four = new CountDownLatch(4);
    team.run(
        4,
        part -> {
          four.countDown();
          try {
            four.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(four.getCount()).isZero();
  }

  @Test
  void several_callers_and_jobs_within_jobs_are_all_done() {
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            caller -> {
              for (int repeat = 0; repeat < 200; repeat++) {
                team.run(5, outer -> team.run(3, inner -> done.incrementAndGet()));
              }
            });
    assertThat(done).hasValue(8 * 200 * 5 * 3);
  }

  @Test
  void what_a_part_throws_is_thrown_once_no_part_runs_any_longer() {
    AtomicInteger done = new AtomicInteger();
    assertThatThrownBy(
            () ->
                team.run(
                    8,
                    part -> {
                      spin(part);
                      done.incrementAndGet();
                      if (part == 3) {
                        throw new IllegalArgumentException("part 3");
                      }
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("part 3");
    assertThat(done).hasValue(8);
    assertThatThrownBy(
            () ->
                team.run(
                    2,
                    part -> {
                      throw new AssertionError("an error");
                    }))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void of_several_parts_that_throw_the_first_is_heard() {
    for (int repeat = 0; repeat < 200; repeat++) {
      assertThatThrownBy(
              () ->
                  team.run(
                      8,
                      part -> {
                        // The first of them is the last to throw.
                        spin(part == 3 ? 6 : 0);
                        if (part >= 3) {
                          throw new IllegalArgumentException("part " + part);
                        }
                      }))
          .hasMessage("part 3");
    }
  }
}
