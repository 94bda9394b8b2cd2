/// Forms in which `feeds` prints.
package enum FeedsFormat: String, Sendable, CaseIterable {
    case table, jsonl
}
