package org.boltzmann.sequence;

import java.util.List;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;

/**
 * What a recurrent cell learns: the field on its n units is Wᵀv + Rᵀu + b, of a cell with gates that on g times as many.
 *
 * @param input W, of shape (units of the input, g n)
 * @param recurrent R, of shape (n, g n)
 * @param bias b, of length g n
 * @param start the memory before the first frame
 */
public record CellParameters(Parameter input, Parameter recurrent, Parameter bias, Parameter start) {

    /** In the order of declarations. */
    List<Parameter> all() {
        return List.of(input, recurrent, bias, start);
    }

    static CellParameters of(List<Parameter> parameters) {
        return new CellParameters(parameters.get(0), parameters.get(1), parameters.get(2), parameters.get(3));
    }

    /** Parameters of a cell's own, named like {@code u.input-weights}. */
    static CellParameters own(
            Group input, Group context, int gates, int memory, double inputDeviation, double deviation) {
        int fields = gates * context.size();
        String name = context.name();
        return new CellParameters(
                Parameter.weights(name + ".input-weights", Initializer.normal(inputDeviation), input.size(), fields),
                Parameter.weights(name + ".recurrent-weights", Initializer.normal(deviation), context.size(), fields),
                Parameter.perUnit(name + ".bias", Initializer.zero(), fields),
                Parameter.perUnit(name + ".start", Initializer.zero(), memory));
    }

    void check(String cell, Group read, Group context, int gates, int memory) {
        int fields = gates * context.size();
        input.checkShape(cell, read.size(), fields);
        recurrent.checkShape(cell, context.size(), fields);
        bias.checkShape(cell, fields);
        start.checkShape(cell, memory);
    }
}
