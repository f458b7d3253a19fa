package org.boltzmann.core.train;

/** How a gradient becomes a step: one pass over the elements of a parameter. */
interface UpdateRule {

    /** Number of arrays, each as long as the parameter, that the rule carries from step to step. */
    int slots();

    /**
     * Steps uphill in a range of the elements, so that several threads can share a parameter. Loops have the one shape that the
     * JIT turns into vector instructions: one index for all arrays, which are locals, and no branch.
     *
     * @param now what to do, and on what
     * @param from first element
     * @param to element after the last
     */
    void step(Step now, int from, int to);

    /**
     * One step of one parameter.
     *
     * @param theta the parameter's elements, changed
     * @param gradient their gradient, of the quantity to be increased
     * @param slots what the rule carries, changed
     * @param rate learning rate
     * @param decay λ: the gradient is reduced by λθ
     * @param epoch epochs done so far
     * @param number of this step, from 1
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on for one step, never compared or kept
    record Step(float[] theta, float[] gradient, float[][] slots, float rate, float decay, double epoch, long number) {}

    /** θ += ε g. */
    record Plain() implements UpdateRule {

        @Override
        public int slots() {
            return 0;
        }

        @Override
        public void step(Step now, int from, int to) {
            float[] theta = now.theta();
            float[] gradient = now.gradient();
            float rate = now.rate();
            float decay = now.decay();
            for (int i = from; i < to; i++) {
                theta[i] += rate * (gradient[i] - decay * theta[i]);
            }
        }

        @Override
        public String toString() {
            return "sgd";
        }
    }

    /** v ← μ v + ε g; θ += v. */
    record Classical(Schedule momentum) implements UpdateRule {

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void step(Step now, int from, int to) {
            float[] theta = now.theta();
            float[] gradient = now.gradient();
            float rate = now.rate();
            float decay = now.decay();
            float mu = (float) momentum.at(now.epoch());
            float[] velocity = now.slots()[0];
            for (int i = from; i < to; i++) {
                float v = mu * velocity[i] + rate * (gradient[i] - decay * theta[i]);
                velocity[i] = v;
                theta[i] += v;
            }
        }

        @Override
        public String toString() {
            return "sgd with momentum " + momentum;
        }
    }

    /** v ← μ v + ε g; θ += μ v + ε g: θ is where the gradient is looked at, one momentum step ahead. */
    record Nesterov(Schedule momentum) implements UpdateRule {

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void step(Step now, int from, int to) {
            float[] theta = now.theta();
            float[] gradient = now.gradient();
            float rate = now.rate();
            float decay = now.decay();
            float mu = (float) momentum.at(now.epoch());
            float[] velocity = now.slots()[0];
            for (int i = from; i < to; i++) {
                float g = rate * (gradient[i] - decay * theta[i]);
                float v = mu * velocity[i] + g;
                velocity[i] = v;
                theta[i] += mu * v + g;
            }
        }

        @Override
        public String toString() {
            return "sgd with Nesterov momentum " + momentum;
        }
    }

    /** m ← β₁ m + (1 − β₁) g; s ← β₂ s + (1 − β₂) g²; θ += ε m̂ / (√ŝ + δ), m̂ and ŝ freed of their start at 0. */
    record Adam(double beta1, double beta2, double delta) implements UpdateRule {

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void step(Step now, int from, int to) {
            float[] theta = now.theta();
            float[] gradient = now.gradient();
            float rate = now.rate();
            float decay = now.decay();
            float b1 = (float) beta1;
            float b2 = (float) beta2;
            float first = (float) (rate / (1 - StrictMath.pow(beta1, (double) now.number())));
            float second = (float) (1 / (1 - StrictMath.pow(beta2, (double) now.number())));
            float small = (float) delta;
            float[] m = now.slots()[0];
            float[] s = now.slots()[1];
            for (int i = from; i < to; i++) {
                float g = gradient[i] - decay * theta[i];
                m[i] = b1 * m[i] + (1 - b1) * g;
                s[i] = b2 * s[i] + (1 - b2) * g * g;
                theta[i] += first * m[i] / ((float) Math.sqrt(second * s[i]) + small);
            }
        }

        @Override
        public String toString() {
            return "adam(" + beta1 + ", " + beta2 + ", " + delta + ")";
        }
    }
}
