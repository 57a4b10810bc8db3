"""Drawing: scenes, maps with rings, envelopes and charts. The only importers of matplotlib and cartopy."""
