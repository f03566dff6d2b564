"""What all channels share: layout, fields, refusals as sentences, access."""
