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
    assertThat(Tier.chosen() == Tier.VECTOR).isEqualTo(Tier.hasVectorApi());
    assertThat(Tier.reason()).doesNotContain("oneDNN");
  }
}
