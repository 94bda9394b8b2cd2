/// Forms in which `history` prints.
package enum HistoryFormat: String, Sendable, CaseIterable {
    case table, json, csv, svg
}
