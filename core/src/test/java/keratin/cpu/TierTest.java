package keratin.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class TierTest {
  /** Its products do not survive a profiler (docs/decisions/005-signals.md). */
  @Test
  void oneDnnMultipliesOnlyWhenAskedTo() {
    assumeTrue(System.getProperty("keratin.tier") == null, "a tier is asked for");
    assertThat(Tier.chosen()).isNotEqualTo(Tier.ONEDNN);
    assertThat(Tier.reason()).doesNotContain("oneDNN");
  }

  @Test
  void machineCodeMultipliesWhereItRuns() {
    assumeTrue(System.getProperty("keratin.tier") == null, "a tier is asked for");
    assertThat(Tier.chosen() == Tier.NATIVE).isEqualTo(NativeMicroKernel.available());
    assertThat(Tier.chosen() != Tier.SCALAR)
        .isEqualTo(Tier.hasVectorApi() || NativeMicroKernel.available());
    assertThat(Tier.reason()).contains(NativeMicroKernel.reason());
  }
}
