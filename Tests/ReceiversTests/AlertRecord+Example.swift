import Receivers

extension AlertRecord {
    /// An invented alert; its title holds what could break a line or the search for its sequence.
    static func example(_ sequence: Int) -> AlertRecord {
        let digits = String(sequence)
        let padded = String(repeating: "0", count: 20 - digits.count) + digits
        return AlertRecord(
            sequence: sequence, id: "rw_\(sequence)",
            body: #"{"id":"rw_\#(sequence)","subject":"ofsted:80\#(sequence)","sequence":"\#(padded)","#
                + #""data":{"title":"Größe \",\"sequence\":\"7\" \n"}}"#,
            line: "2024-05-16 08:00 Borough \(sequence)\n[7] 2024-05-16 08:00 injected")
    }
}
