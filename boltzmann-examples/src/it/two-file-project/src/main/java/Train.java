import java.util.List;
import org.boltzmann.core.*;
import org.boltzmann.core.data.*;
import org.boltzmann.core.estimate.*;
import org.boltzmann.core.linalg.*;
import org.boltzmann.core.train.*;
import org.boltzmann.rbm.Rbms;

public class Train {
    public static void main(String[] arguments) {
        Matrix stripes = Matrix.zeros(16, 16); // all 16 pictures of 4 x 4 pixels whose rows are each of one colour
        for (int n = 0; n < 16; n++) {
            for (int i = 0; i < 16; i++) {
                stripes.set(i, n, n >> i / 4 & 1);
            }
        }
        BoltzmannMachine rbm = Rbms.bernoulli(16, 8);
        Presentation data =
                new Presentation(DataSet.of("stripes", List.of(4, 4), stripes), rbm.group("v"), Encoding.asIs());
        rbm.initialize(RandomKey.of(1), data.means(RandomKey.of(1)));
        NegativePhase chains = new PersistentContrastiveDivergence(rbm, 1, 100);
        Objective likelihood = new MaximumLikelihood(new ExactPositivePhase(rbm, data.observed()), chains);
        new Trainer(rbm, likelihood, Optimizer.sgd(Schedule.linear(0.2, 0, 2000)), 16, 1, List.of()).train(data, 2000);
        LogPartitionEstimate logZ = LogPartitionEstimate.exact(rbm);
        System.out.println(LogLikelihood.of(rbm, data.observed(), data.parts(rbm, 16, RandomKey.of(1)), logZ)
                .mean());
    }
}
