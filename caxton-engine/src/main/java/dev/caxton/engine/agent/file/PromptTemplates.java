package dev.caxton.engine.agent.file;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.caxton.wire.NearMiss;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Prompt templates: Mustache limited to variables, sections and inverted sections, without HTML escaping.
 *
 * <p>Partials, inherited blocks and changed delimiters are refused, so that a template reads nothing but its variables.
 */
public final class PromptTemplates {

    /** Variables that the runtime gives a value, besides the agent's parameters. */
    public static final Set<String> VARIABLES = Set.of(
            "request",
            "message_content",
            "context",
            "memory_context",
            "parameters",
            "agent_name",
            "capability",
            "sender_agent",
            "user_id",
            "conversation_id",
            "timestamp");

    /** Variables that older documents name (reference section 4.3) and nothing fills yet. */
    static final Set<String> WITHOUT_VALUE = Set.of(
            "data",
            "user_info",
            "data_source",
            "requirements",
            "conversation_summary",
            "customer_info",
            "context_data");

    private static final Pattern NAME =
            Pattern.compile("\\.|-(first|last|index)|[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*+");

    /** Sections of sections; rendering recurses. */
    private static final int MAX_DEPTH = 20;

    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withLoader(name -> {
                throw new MustacheException("partials are not allowed");
            });

    private PromptTemplates() {}

    /** The compiled form of a template that an agent file was accepted with; immutable, shared between threads. */
    public static Template compile(String template) {
        return COMPILER.compile(template);
    }

    /**
     * Reports what is wrong with a template.
     *
     * @param key key of the template, for messages
     * @param placeOfTag place of the n-th tag in the file, from 0
     * @param parameters names of the agent's parameters
     */
    static void check(
            String key,
            String template,
            IntFunction<Place> placeOfTag,
            Collection<String> parameters,
            Findings findings) {
        new Check(key, template, placeOfTag, parameters, findings).run();
    }

    /** One section that is open. */
    private record Section(String name, Place place) {}

    private static final class Check {
        private final String key;
        private final String template;
        private final IntFunction<Place> placeOfTag;
        private final Findings findings;
        private final Set<String> known = new LinkedHashSet<>(VARIABLES);
        private final Deque<Section> open = new ArrayDeque<>();
        private boolean sound = true;

        Check(
                String key,
                String template,
                IntFunction<Place> placeOfTag,
                Collection<String> parameters,
                Findings findings) {
            this.key = key;
            this.template = template;
            this.placeOfTag = placeOfTag;
            this.findings = findings;
            known.addAll(parameters);
        }

        void run() {
            int at = 0;
            for (int tag = 0; (at = template.indexOf("{{", at)) >= 0; tag++) {
                Place place = placeOfTag.apply(tag);
                boolean triple = template.startsWith("{{{", at);
                String close = triple ? "}}}" : "}}";
                int start = at + (triple ? 3 : 2);
                int end = template.indexOf(close, start);
                int nested = template.indexOf("{{", start);
                if (end < 0 || nested >= 0 && nested < end) {
                    error(place, "tag '" + excerpt(at) + "' is never closed, expected '" + close + "'", null);
                    return;
                }
                tag(template.substring(start, end), triple, place);
                at = end + close.length();
            }
            for (Section section : open) {
                error(
                        section.place(),
                        "section '{{#" + Findings.shown(section.name()) + "}}' is never closed",
                        "add '{{/" + Findings.shown(section.name()) + "}}' where it ends");
            }
            if (sound) {
                compile();
            }
        }

        private void compile() {
            try {
                PromptTemplates.compile(template);
            } catch (MustacheException e) {
                error(placeOfTag.apply(0), "is no template: " + Findings.shown(String.valueOf(e.getMessage())), null);
            }
        }

        private String excerpt(int at) {
            int end = template.indexOf('\n', at);
            String line = template.substring(at, end < 0 ? template.length() : end);
            return Findings.shown(line.length() > 30 ? line.substring(0, 30) + "…" : line);
        }

        private void tag(String content, boolean triple, Place place) {
            String text = content.strip();
            char sigil = text.isEmpty() || triple ? ' ' : text.charAt(0);
            switch (sigil) {
                case '!' -> {} // a comment renders nothing
                case '#', '^' -> open(text.substring(1).strip(), place);
                case '/' -> close(text.substring(1).strip(), place);
                case '>', '<', '$', '=' ->
                    error(
                            place,
                            "tag '{{" + Findings.shown(text) + "}}' is not allowed",
                            "templates have variables '{{x}}', sections '{{#x}}…{{/x}}' and '{{^x}}…{{/x}}'");
                case '&' -> variable(text.substring(1).strip(), place);
                default -> variable(text, place);
            }
        }

        private void open(String name, Place place) {
            if (named(name, place)) {
                warnIfUnknown(name, place);
                open.push(new Section(name, place));
                if (open.size() == MAX_DEPTH + 1) {
                    error(place, "sections are nested deeper than " + MAX_DEPTH + " levels", null);
                }
            }
        }

        private void close(String name, Place place) {
            Section section = open.peek();
            if (section == null) {
                error(place, "section '{{/" + Findings.shown(name) + "}}' is closed but was never opened", null);
            } else if (!section.name().equals(name)) {
                error(
                        place,
                        "'{{/" + Findings.shown(name) + "}}' closes section '" + Findings.shown(section.name())
                                + "' of line " + section.place().line(),
                        "close the inner section first");
                open.pop();
            } else {
                open.pop();
            }
        }

        private void variable(String name, Place place) {
            if (named(name, place)) {
                warnIfUnknown(name, place);
            }
        }

        private boolean named(String name, Place place) {
            boolean good = NAME.matcher(name).matches();
            if (!good) {
                error(
                        place,
                        "tag '{{" + Findings.shown(name) + "}}' has no name, expected a word such as 'request'",
                        null);
            }
            return good;
        }

        /** Within a section names may be members of its value, which only a message shows. */
        private void warnIfUnknown(String name, Place place) {
            int dot = name.indexOf('.');
            String first = dot <= 0 ? name : name.substring(0, dot);
            if (!open.isEmpty() || known.contains(first) || first.equals(".")) {
                return;
            }
            boolean documented = WITHOUT_VALUE.contains(first);
            findings.warning(
                    place,
                    key + ": variable '" + Findings.shown(first)
                            + (documented
                                    ? "' has no value in this version, and will be empty"
                                    : "' is neither built in nor a parameter, and will be empty"),
                    documented
                            ? "give it one under 'parameters'"
                            : NearMiss.hint(first, known, "add it under 'parameters'"));
        }

        private void error(Place place, String message, @org.jspecify.annotations.Nullable String hint) {
            sound = false;
            findings.error(place, key + ": " + message, hint);
        }
    }
}
