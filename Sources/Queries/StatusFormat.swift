/// Forms in which `status` prints.
package enum StatusFormat: String, Sendable, CaseIterable {
    case text, json
}
