/// Forms in which `publications` prints.
package enum PublicationsFormat: String, Sendable, CaseIterable {
    case table, jsonl, csv
}
