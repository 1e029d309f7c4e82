// The C of package weather. The headers are written by the build, one per function that crosses the border.
#include "weather/calibrate.h"
#include "weather/readGauge.h"

ValeInt weather_readGauge(ValeInt station) {
  static const ValeInt raw[] = {22, 25, 19};
  return weather_calibrate(raw[(station - 1) % 3]);
}
