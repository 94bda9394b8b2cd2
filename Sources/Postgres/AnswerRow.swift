import CPostgres
import Glibc

/// A row of an answer, where libpq holds it: valid within the closure that is given it, and not behind it.
package struct AnswerRow {
    let result: OpaquePointer
    let row: Int32

    package func isNull(_ column: Int32) -> Bool { rw_pg_is_null(result, row, column) }

    /// 0 for NULL; 1 for true.
    package func integer(_ column: Int32) -> Int64 {
        guard let text = value(column) else { return 0 }
        // Truths come as letters.
        switch UInt8(bitPattern: text.pointee) {
        case UInt8(ascii: "t"): return 1
        case UInt8(ascii: "f"): return 0
        default: return strtoll(text, nil, 10)
        }
    }

    /// 0 for NULL.
    package func real(_ column: Int32) -> Double { value(column).map { strtod($0, nil) } ?? 0 }

    /// Empty for NULL.
    package func text(_ column: Int32) -> String { value(column).map { String(cString: $0) } ?? "" }

    /// Of what the server writes as `\x` and two digits for each byte; empty for NULL.
    package func bytes(_ column: Int32) -> [UInt8] {
        guard let text = value(column) else { return [] }
        let count = max(0, Int(rw_pg_length(result, row, column)) / 2 - 1)
        // A document has millions, and the server ends a transaction whose client is long over them: one pass, written
        // where they stay.
        return Array(unsafeUninitializedCapacity: count) { bytes, initialized in
            var digits = text + 2
            while initialized < count {
                bytes[initialized] = AnswerRow.digit(digits[0]) << 4 | AnswerRow.digit(digits[1])
                initialized += 1
                digits += 2
            }
        }
    }

    private static func digit(_ letter: CChar) -> UInt8 {
        let code = UInt8(bitPattern: letter)
        return code <= UInt8(ascii: "9") ? code &- UInt8(ascii: "0") : code &- UInt8(ascii: "a") + 10
    }

    package var columns: Int32 { rw_pg_columns(result) }

    /// `nil` where the answer has no such column.
    package func column(_ name: String) -> Int32? {
        let column = rw_pg_column(result, name)
        return column < 0 ? nil : column
    }

    private func value(_ column: Int32) -> UnsafePointer<CChar>? {
        isNull(column) ? nil : rw_pg_value(result, row, column)
    }
}
