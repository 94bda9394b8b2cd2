/// Forms in which `deliveries` prints.
package enum DeliveriesFormat: String, Sendable, CaseIterable {
    case table, jsonl
}
