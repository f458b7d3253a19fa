package org.boltzmann.examples.data;

import java.util.random.RandomGenerator;

/** Balls of equal mass and size in a square box, moving straight on between elastic collisions. */
final class Balls {

    static final double BOX = 10;
    static final double RADIUS = 1.2;

    /** Root of the sum of the squares of all velocities, in box units a frame. */
    static final double SPEED = 0.5;

    /** Of a frame: how far time goes on before collisions are looked for. */
    private static final double STEP = 0.5;

    private final double[] x;
    private final double[] y;
    private final double[] vx;
    private final double[] vy;

    Balls(double[] x, double[] y, double[] vx, double[] vy) {
        this.x = x;
        this.y = y;
        this.vx = vx;
        this.vy = vy;
    }

    /** Places drawn until no ball touches another or a wall; directions and speeds from a bell, scaled to the speed of all. */
    static Balls draw(int count, RandomGenerator random) {
        Balls balls = new Balls(new double[count], new double[count], new double[count], new double[count]);
        do {
            for (int i = 0; i < count; i++) {
                balls.x[i] = Draws.between(RADIUS, BOX - RADIUS, random);
                balls.y[i] = Draws.between(RADIUS, BOX - RADIUS, random);
            }
        } while (balls.anyTouch());
        for (int i = 0; i < count; i++) {
            balls.vx[i] = Draws.bell(random);
            balls.vy[i] = Draws.bell(random);
        }
        double scale = SPEED / Math.sqrt(2 * balls.energy());
        for (int i = 0; i < count; i++) {
            balls.vx[i] *= scale;
            balls.vy[i] *= scale;
        }
        return balls;
    }

    private boolean anyTouch() {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                if (distance(i, j) < 2 * RADIUS) {
                    return true;
                }
            }
        }
        return false;
    }

    private double distance(int i, int j) {
        return Math.sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
    }

    int count() {
        return x.length;
    }

    double x(int ball) {
        return x[ball];
    }

    double y(int ball) {
        return y[ball];
    }

    /** ½ Σ v². */
    double energy() {
        double sum = 0;
        for (int i = 0; i < vx.length; i++) {
            sum += vx[i] * vx[i] + vy[i] * vy[i];
        }
        return sum / 2;
    }

    /** Σ v along each axis. */
    double[] momentum() {
        double[] sum = new double[2];
        for (int i = 0; i < vx.length; i++) {
            sum[0] += vx[i];
            sum[1] += vy[i];
        }
        return sum;
    }

    /** Goes on by a frame. */
    void advance() {
        for (int part = 0; part < 1 / STEP; part++) {
            for (int i = 0; i < x.length; i++) {
                x[i] += STEP * vx[i];
                y[i] += STEP * vy[i];
            }
            bounceOffWalls();
            bounceOffEachOther();
        }
    }

    private void bounceOffWalls() {
        for (int i = 0; i < x.length; i++) {
            vx[i] = reflected(x[i], vx[i]);
            vy[i] = reflected(y[i], vy[i]);
        }
    }

    private static double reflected(double place, double velocity) {
        if (place < RADIUS) {
            return Math.abs(velocity);
        }
        return place > BOX - RADIUS ? -Math.abs(velocity) : velocity;
    }

    /** Balls that touch and approach exchange their velocities along the line between them. */
    private void bounceOffEachOther() {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double distance = distance(i, j);
                if (distance < 2 * RADIUS && distance > 0) {
                    double alongX = (x[i] - x[j]) / distance;
                    double alongY = (y[i] - y[j]) / distance;
                    double approach = alongX * (vx[i] - vx[j]) + alongY * (vy[i] - vy[j]);
                    if (approach < 0) {
                        vx[i] -= approach * alongX;
                        vy[i] -= approach * alongY;
                        vx[j] += approach * alongX;
                        vy[j] += approach * alongY;
                    }
                }
            }
        }
    }
}
