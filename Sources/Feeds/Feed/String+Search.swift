extension String {
    /// Whether `mark`, ASCII, stands in it. By bytes: the texts of feeds are long.
    func holds(_ mark: StaticString) -> Bool {
        var text = self
        return text.withUTF8 { bytes in
            let length = mark.utf8CodeUnitCount
            var index = 0
            while index + length <= bytes.count {
                if bytes[index] == mark.utf8Start[0],
                    (1..<length).allSatisfy({ bytes[index + $0] == mark.utf8Start[$0] })
                {
                    return true
                }
                index += 1
            }
            return false
        }
    }
}
