package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.OneHot;

/**
 * Point-wise gated machines: every visible unit is explained by one of R groups of hidden units, and a mask says by which.
 *
 * <p>E = −Σ_r [ Σ_ik z_i^r v_i W^r_ik h^r_k + Σ_i c^r_i z_i^r v_i + Σ_k b^r_k h^r_k ], and with a label attached to the first group
 * also −Σ_l d_l y_l − Σ_kl U_kl h^1_k y_l. Where the first group learns what matters for a task, the mask tells figure from ground.
 *
 * <p>Given v, the mask and the hidden units depend on each other: the positive phase is mean field or Gibbs sampling. Mean field should
 * begin, as published, where the first component explains everything, so that its features see all of v
 * ({@link org.boltzmann.core.sample.MeanField#startingInFirstState}). The mask has a say only where v is not 0; elsewhere its
 * distribution is uniform.
 *
 * <p>Source: K. Sohn, G. Zhou, C. Lee, H. Lee, "Learning and selecting features jointly with point-wise gated Boltzmann machines",
 * ICML 2013. Published for R = 2 with 1 − z in the place of z^2, which is the same distribution.
 */
public final class PointWiseGatedMachines {

    private PointWiseGatedMachines() {}

    /**
     * A machine without a label.
     *
     * @param visible v
     * @param mask the mask's name
     * @param hidden the R groups of hidden units, at least 2
     * @return a machine of the groups v, mask, hidden groups in this order; biases are first zero, weights normal
     * @throws IllegalArgumentException if there are fewer than two hidden groups, or two groups have one name
     */
    public static BoltzmannMachine of(Group visible, String mask, List<Group> hidden) {
        return BoltzmannMachine.of(terms(visible, mask, hidden));
    }

    /**
     * A machine whose first hidden group is joined to a label.
     *
     * @param visible v
     * @param mask the mask's name
     * @param hidden the R groups of hidden units, at least 2
     * @param label y, one block
     * @return a machine of the groups v, mask, hidden groups, y in this order; biases are first zero, weights normal
     * @throws IllegalArgumentException as {@link #of(Group, String, List)}
     */
    public static BoltzmannMachine of(Group visible, String mask, List<Group> hidden, Group label) {
        List<Term> terms = terms(visible, mask, hidden);
        terms.add(Bias.on(label, Initializer.zero()));
        terms.add(Pairwise.between(label, hidden.get(0)));
        return BoltzmannMachine.of(terms);
    }

    private static List<Term> terms(Group visible, String mask, List<Group> hidden) {
        if (hidden.size() < 2) {
            throw new IllegalArgumentException(
                    "a point-wise gated machine needs at least 2 groups of hidden units to tell apart, not "
                            + hidden.size());
        }
        Group z = Group.of(mask, new OneHot(hidden.size()), hidden.size() * visible.size());
        List<Term> terms = new ArrayList<>();
        for (int r = 0; r < hidden.size(); r++) {
            terms.add(MaskedBias.on(visible, z, r));
        }
        for (int r = 0; r < hidden.size(); r++) {
            terms.add(Masked.between(visible, z, r, hidden.get(r)));
            terms.add(Bias.on(hidden.get(r), Initializer.zero()));
        }
        return terms;
    }
}
