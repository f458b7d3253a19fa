package org.boltzmann.examples.compare;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A picture of what a machine has learned.
 *
 * @param title what it shows, in a few words
 * @param about how to read it, in a sentence
 * @param width in pixels
 * @param height in pixels
 * @param png its bytes, in base 64
 */
public record Picture(String title, String about, int width, int height, String png) {

    /**
     * A picture.
     *
     * @param title what it shows, in a few words
     * @param about how to read it, in a sentence
     * @param width in pixels
     * @param height in pixels
     * @param png its bytes
     * @return the picture
     */
    public static Picture of(String title, String about, int width, int height, byte[] png) {
        return new Picture(title, about, width, height, Base64.getEncoder().encodeToString(png));
    }

    /**
     * The picture as a page holds it.
     *
     * @return a data address
     */
    public String address() {
        return "data:image/png;base64," + png;
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("title", title);
        tree.put("about", about);
        tree.put("width", width);
        tree.put("height", height);
        tree.put("png", png);
        return tree;
    }

    static Picture of(Map<?, ?> tree) {
        return new Picture(
                tree.get("title").toString(),
                tree.get("about").toString(),
                ((Number) tree.get("width")).intValue(),
                ((Number) tree.get("height")).intValue(),
                tree.get("png").toString());
    }
}
