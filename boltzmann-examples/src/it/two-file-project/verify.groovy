// 16 pictures: no model can give them more than log 1/16 = -2.77 each on average; 16 fair coins give 16 log 1/2 = -11.09.
def lines = new File(basedir, 'build.log').readLines('UTF-8').findAll { it ==~ /-?\d+\.\d+/ }
assert lines.size() == 1 : "the program should print one number, its mean log-likelihood, not ${lines}"
def mean = lines[0] as double
assert mean > Math.log(1 / 16) - 1 && mean < Math.log(1 / 16) + 1e-6 : "mean log-likelihood ${mean}: the machine has not learned"
