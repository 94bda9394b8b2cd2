/// Forms in which `alerts` prints.
package enum AlertsFormat: String, Sendable, CaseIterable {
    case table, jsonl, csv
}
