/// Forms in which `extract` prints.
package enum ExtractFormat: String, Sendable, CaseIterable {
    case text, json
}
