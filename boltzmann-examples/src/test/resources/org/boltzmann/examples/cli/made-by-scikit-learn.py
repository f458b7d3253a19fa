# Made scikit-learn-1.9.1.npz and scikit-learn-1.9.1-transform.csv beside this file, with scikit-learn 1.9.1 and NumPy 2.4.6.
import numpy as np
from sklearn.neural_network import BernoulliRBM

rng = np.random.default_rng(1)
patterns = np.array([[1, 1, 0, 0, 1, 0], [0, 0, 1, 1, 0, 1], [1, 0, 1, 0, 1, 0]])
x = np.abs(patterns[rng.integers(3, size=200)] - 0.4 * rng.random((200, 6)))
rbm = BernoulliRBM(n_components=4, learning_rate=0.2, n_iter=100, batch_size=10, random_state=0).fit(x > 0.5)
np.savez("scikit-learn-1.9.1.npz", components_=rbm.components_, intercept_hidden_=rbm.intercept_hidden_,
         intercept_visible_=rbm.intercept_visible_)
rows = x[:5]
np.savetxt("scikit-learn-1.9.1-transform.csv", np.hstack([rows, rbm.transform(rows)]), delimiter=",", fmt="%.17g",
           header="v0,v1,v2,v3,v4,v5,h0,h1,h2,h3", comments="")
