import Inspections
import Mustache

/// Makes an inserted text safe between the quotes of a JSON string.
struct JSONEscaping: MustacheContentType {
    func escapeText(_ text: String) -> String { String(JSONValue.string(text).text.dropFirst().dropLast()) }
}
