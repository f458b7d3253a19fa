package org.boltzmann.examples.data;

/** How many letters must be inserted, removed or replaced to turn one word into another (Levenshtein). */
final class EditDistance {

    private EditDistance() {}

    static int between(String a, String b) {
        int[] distance = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            distance[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = distance[0];
            distance[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = distance[j];
                distance[j] = Math.min(replaced, 1 + Math.min(distance[j], distance[j - 1]));
            }
        }
        return distance[b.length()];
    }
}
